/** Builds the gallery over the packages as they are built. Rejects, saying why, when it cannot. */
export function buildGallery(): Promise<void>;
