export interface Closeable {
  close(): Promise<void>
}

/** What was opened one after another, to be closed together, the last first: at the end, or where the next cannot be opened. */
export class OpenedParts {
  readonly #parts: Closeable[] = []

  /** @throws what opening it throws */
  async open<Part extends Closeable>(opening: Promise<Part>): Promise<Part> {
    const part = await opening
    this.#parts.unshift(part)
    return part
  }

  async close(): Promise<void> {
    for (const part of this.#parts) await part.close()
  }
}
