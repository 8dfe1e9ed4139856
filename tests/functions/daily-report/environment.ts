/** The environment as the component sets it, and Lambda. */
export const environment = {
  INDICES: JSON.stringify([{ title: "Production", index: "ingests" }]),
  REPORT_BUCKET: "reports",
  TIME_ZONE: "Europe/London",
  INSPECTOR_URL: "https://ingests.example.org/{id}",
  AWS_REGION: "eu-west-1",
  HOST_SECRET: "reporter/es_host",
  PORT_SECRET: "reporter/es_port",
  USER_SECRET: "reporter/es_user",
  PASSWORD_SECRET: "reporter/es_pass",
  SLACK_SECRET: "reporter/slack_webhook",
};
