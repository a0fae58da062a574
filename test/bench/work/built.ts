/** Modules of the app as they were built: their decorators cannot be run from the sources. */

/** @param path below `dist`; what is used of the module is said by whoever imports it */
export const built = async <Module>(path: string): Promise<Module> =>
  (await import(new URL(`../../../dist/${path}`, import.meta.url).href)) as Module
