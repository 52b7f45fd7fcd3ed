/** A packed gadget: its name, where it is, and what its files weigh, gzipped, in bytes. */
export interface PackedGadget {
  readonly name: string;
  readonly out: string;
  readonly sizes: readonly { readonly file: string; readonly gzip: number }[];
}

/** Packs the folder into `out`, by default its `dist`. Rejects with what is wrong with it. */
export function packGadget(folder: string, out?: string): Promise<PackedGadget>;
