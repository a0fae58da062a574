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
  const query = new URLSearchParams({ [slider.name]: slider.value }).toString()
  const answer = await fetch(`${form.dataset['showsAtOnce'] ?? ''}?${query}`, { signal })
  if (!answer.ok) throw new Error('not shown')
  const step = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const url = new URL(form.action)
  url.search = query
  history.replaceState(null, '', url)
  slider.setAttribute('aria-valuetext', (slider.dataset['said'] ?? '{}').replace('{}', slider.value))
  for (const part of document.querySelectorAll<HTMLElement>('[data-follows]')) {
    const next = step.getElementById(part.id)
    if (next !== null) part.replaceChildren(...next.childNodes)
  }
  for (const mark of document.querySelectorAll<HTMLElement | SVGElement>('[data-revision]'))
    markAt(mark, Number(mark.dataset['revision']) - Number(slider.value))
}

/** @param past how far behind the step that is shown: 0 for that one */
function markAt(mark: HTMLElement | SVGElement, past: number): void {
  if (mark instanceof SVGElement) {
    mark.classList.toggle('samenspel-this', past === 0)
    mark.classList.toggle('samenspel-past', past < 0)
  } else if (past === 0) mark.setAttribute('aria-current', 'step')
  else mark.removeAttribute('aria-current')
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
