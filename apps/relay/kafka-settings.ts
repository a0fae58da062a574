/** What the relay and the topics command need of the installation's settings for Kafka. */
import { ConfigurationFaults, type Configuration } from '../api/configuration.ts'
import type { KafkaConnection } from '../../libs/messaging/kafkajs.ts'

/** @throws ConfigurationFaults where Kafka is not set up */
export function kafkaConnectionOf(
  { kafkaBrokers, kafkaPartners, kafkaCaFile, kafkaCredentialsFile }: Configuration,
  clientId: string,
): KafkaConnection {
  const faults = [
    ...(kafkaBrokers.length === 0 ? ['SAMENSPEL_KAFKA_BROKERS names no broker'] : []),
    ...(kafkaPartners.length === 0 ? ['SAMENSPEL_KAFKA_PARTNERS names no organisation'] : []),
  ]
  if (faults.length > 0) throw new ConfigurationFaults(faults)
  return { brokers: kafkaBrokers, clientId, caFile: kafkaCaFile, credentialsFile: kafkaCredentialsFile }
}
