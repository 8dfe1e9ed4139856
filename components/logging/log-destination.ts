/** Names of the secrets by which every log router finds the logging cluster (storage-service.md 4.2). */
export const logDestinationSecrets = {
  host: "shared/logging/es_host",
  port: "shared/logging/es_port",
  user: "shared/logging/es_user",
  password: "shared/logging/es_pass",
  dataStream: "shared/logging/firelens_data_stream_name",
} as const;
