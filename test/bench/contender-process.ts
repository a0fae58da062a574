/** A program: the process in which one contender works, on orders from whoever compares (contender.ts). */
import type { Contends, MakeContender, Order, Report } from './contender.ts'

const tell = (report: Report): void => {
  process.send?.(report)
}

let contender: Contends | undefined

async function carryOut(order: Order): Promise<void> {
  switch (order.do) {
    case 'start': {
      const { contender: make } = (await import(order.module)) as { readonly contender: MakeContender }
      contender = await make(order.settings)
      tell({ ready: true })
      return
    }
    case 'work':
      if (contender === undefined) throw new Error('not started')
      tell({ worked: await contender.work(order.task, order.forMs) })
      return
    case 'close':
      await contender?.close()
      process.disconnect()
  }
}

process.on('message', (order: Order) => {
  carryOut(order).catch((fault: unknown) => {
    tell({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) })
  })
})
// Who compares is gone: nobody is left to work for.
process.on('disconnect', () => process.exit())
