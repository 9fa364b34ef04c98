// Decodes one record value with both registry clients: node decode.mjs <registry url> <topic> <value, base64>
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { AvroDeserializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';

const [registryUrl, topic, base64] = process.argv.slice(2);
const value = Buffer.from(base64, 'base64');

const byKafkaJs = await new SchemaRegistry({ host: registryUrl }).decode(value);

const client = new SchemaRegistryClient({ baseURLs: [registryUrl] });
const byConfluent = await new AvroDeserializer(client, SerdeType.VALUE, {}).deserialize(topic, value);

const asText = record => JSON.stringify(record, (_, field) => (typeof field === 'bigint' ? Number(field) : field));
console.log('kafkajs ' + asText(byKafkaJs));
console.log('confluent ' + asText(byConfluent));
process.exit(0);
