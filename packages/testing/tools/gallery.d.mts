/** See gallery.mjs. */
export declare function buildGallery(): Promise<void>;
