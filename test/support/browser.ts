/** A Chromium to look at pages with: where `CHROMIUM` says, or where its package puts it. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  // Where `npx playwright-core install chromium` puts one.
  chromium.executablePath(),
]

/** Where somebody said that there is one, nothing is skipped: it is tried, and fails where it is not. */
export const executablePath = process.env['CHROMIUM'] || PLACES.find((place) => existsSync(place))

export const NO_BROWSER =
  executablePath === undefined ? 'no Chromium was found: apt-get install chromium, or CHROMIUM=its-path' : undefined

/** As who runs tests as root must start it. */
export const aBrowser = () => chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] })
