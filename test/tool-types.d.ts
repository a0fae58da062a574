/** The project's own tool settings, as its tests read them. */
declare module '*/.dependency-cruiser.js' {
  const rules: { readonly forbidden: readonly { readonly name: string }[] }
  export default rules
}
declare module '*/eslint.config.js' {
  import type { Linter } from 'eslint'
  export const domainIsPure: readonly { readonly selector: string; readonly message: string }[]
  export const productsAreReadAtAGlance: Linter.Config
  export const nothingBeforeItsPlace: Linter.Config
  export const nothingBeforeItsPlaceWhileWaiting: Linter.Config
  export const noPromiseUnhandled: Linter.Config
}
