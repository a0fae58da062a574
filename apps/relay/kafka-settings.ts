/** What the relay and the topics command need of the installation's settings for Kafka. */
import { ConfigurationFaults } from '../../libs/installation/configuration.ts'
import type { KafkaConnection } from '../../libs/messaging/kafkajs.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

/** @throws ConfigurationFaults where Kafka is not set up */
export function kafkaConnectionOf(
  { kafkaBrokers, kafkaCaFile, kafkaCredentialsFile }: Configuration,
  clientId: string,
): KafkaConnection {
  if (kafkaBrokers.length === 0) throw new ConfigurationFaults(['SAMENSPEL_KAFKA_BROKERS names no broker'])
  return { brokers: kafkaBrokers, clientId, caFile: kafkaCaFile, credentialsFile: kafkaCredentialsFile }
}
