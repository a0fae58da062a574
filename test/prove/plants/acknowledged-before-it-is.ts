/** A planted fault: what is handed to Kafka counts as acknowledged before the broker has it, so that the place is stored too early. Loaded before the relay, never by it. */
import kafkajs from 'kafkajs'

const { prototype } = kafkajs.Kafka
const producer = Reflect.get(prototype, 'producer')

prototype.producer = function (this: kafkajs.Kafka, config) {
  const made = producer.call(this, config)
  return {
    ...made,
    send: (record) => {
      made.send(record).catch(() => undefined)
      return Promise.resolve([])
    },
  }
}
