/** A table that scrolls where it is wider than its page. */
import type { Child } from 'hono/jsx'

interface Rows {
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Child[])[]
}

export const Table = ({ label, heads, rows }: Rows) => (
  <div class="samenspel-scrolls" role="region" aria-label={label} tabindex={0}>
    <table class="utrecht-table">
      <thead class="utrecht-table__header">
        <tr class="utrecht-table__row">
          {heads.map((head) => (
            <th class="utrecht-table__header-cell" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="utrecht-table__body">
        {rows.map((row) => (
          <tr class="utrecht-table__row">
            {row.map((cell) => (
              <td class="utrecht-table__cell">{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
