/** See run.mjs. */
export declare const root: string;
export declare function run(
  command: string,
  args: readonly string[],
  options?: { env?: Record<string, string>; show?: boolean; limitMs?: number; cwd?: string },
): Promise<{ code: number; output: string }>;
