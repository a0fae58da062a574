/** What a page does by itself, where scripts run; without them every page works by its links and forms. */

const LEFT_ALONE_AFTER_MS = 15 * 60_000
const LOOK_EVERY_MS = 5_000

/** Covers a page that was left alone, so that who passes by reads nothing. What was typed stays. */
function coverWhenLeftAlone(cover: HTMLDialogElement): void {
  let lastMs = Date.now()
  for (const sign of ['keydown', 'pointerdown', 'pointermove', 'scroll', 'touchstart'])
    addEventListener(sign, () => (lastMs = Date.now()), { passive: true })
  setInterval(() => {
    if (cover.open || Date.now() - lastMs < LEFT_ALONE_AFTER_MS) return
    cover.showModal()
  }, LOOK_EVERY_MS)
}

/** A form whose answer is shown at once as its slider moves, in place of what the page shows. */
function showAtOnce(form: HTMLFormElement): void {
  const slider = form.querySelector<HTMLInputElement>('input[type="range"]')
  if (slider === null) return
  let asking: AbortController | undefined
  slider.addEventListener('input', () => {
    asking?.abort()
    asking = new AbortController()
    show(form, slider, asking.signal).catch((fault: unknown) => {
      if (!(fault instanceof DOMException && fault.name === 'AbortError')) form.submit()
    })
  })
}

async function show(form: HTMLFormElement, slider: HTMLInputElement, signal: AbortSignal): Promise<void> {
  const url = new URL(form.action)
  url.search = new URLSearchParams({ [slider.name]: slider.value }).toString()
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error('not shown')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  history.replaceState(null, '', url)
  const told = page.querySelector<HTMLInputElement>(`#${slider.id}`)?.getAttribute('aria-valuetext')
  if (typeof told === 'string') slider.setAttribute('aria-valuetext', told)
  for (const part of document.querySelectorAll<HTMLElement>('[data-follows]')) {
    const next = page.getElementById(part.id)
    if (next !== null) part.replaceChildren(...next.childNodes)
  }
}

/** Nobody leaves what they typed by accident. */
function keepTyped(form: HTMLFormElement): void {
  let isTyped = false
  form.addEventListener('input', () => (isTyped = true))
  form.addEventListener('submit', () => (isTyped = false))
  addEventListener('beforeunload', (event) => {
    if (isTyped) event.preventDefault()
  })
}

const cover = document.querySelector<HTMLDialogElement>('#cover')
if (cover !== null) coverWhenLeftAlone(cover)
document.querySelectorAll<HTMLFormElement>('form[data-shows-at-once]').forEach(showAtOnce)
document.querySelectorAll<HTMLFormElement>('form[data-keeps]').forEach(keepTyped)
document.querySelector<HTMLElement>('#problem')?.scrollIntoView()
