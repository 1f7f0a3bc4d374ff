/** Imports a TypeScript module and all that it imports as one bundle; see load.js. */
export function load(entry: URL): Promise<unknown>
/** The path of a bundle of `entry` as its sources stand now. */
export function bundled(entry: string, cache?: string): Promise<string>
