/** See browser.mjs. */
export declare function findBrowser(): Promise<{ executablePath: string; args: string[]; headless: true | 'shell' }>;
