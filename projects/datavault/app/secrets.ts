import type { Received } from "../../../components/contract";
import type { datavault } from "../contract";
import type { Variables } from "./more-variables";

type Base = Pick<Received<typeof datavault.promises>, "database" | "queue" | "secretNames">;

/** What each container is told by a secret's name. */
export const secretsOf = ({ database, queue, secretNames }: Base) => {
  const opensKeyStore = {
    KEYSTORE_PASSWORD: secretNames.keyStorePassword,
    KEYSTORE_SHA1: secretNames.keyStoreSha1,
  };
  const signsInToQueue = { SPRING_RABBITMQ_PASSWORD: queue.users.application.passwordSecret };
  const knowsPeople = { LDAP_PASSWORD: secretNames.ldapPassword, MAIL_PASSWORD: secretNames.mailPassword };
  return {
    web: {
      ...knowsPeople,
      BROKER_API_KEY: secretNames.brokerApiKey,
      WEBAPP_ACTUATOR_PASSWORD: secretNames.webActuatorPassword,
    },
    header: {
      OIDC_CLIENT_SECRET: secretNames.signInClientSecret,
      OIDC_COOKIE_KEY: secretNames.signInCookieKey,
    },
    broker: {
      ...knowsPeople,
      ...opensKeyStore,
      ...signsInToQueue,
      SPRING_DATASOURCE_PASSWORD: database.passwordSecret,
      SFTP_PASSPHRASE: secretNames.sftpPassphrase,
      BROKER_ACTUATOR_PASSWORD: secretNames.brokerActuatorPassword,
    },
    worker: {
      ...opensKeyStore,
      ...signsInToQueue,
      WORKER_ACTUATOR_PASSWORD: secretNames.workerActuatorPassword,
    },
    keyStore: { ...opensKeyStore, KEYSTORE_BASE64: secretNames.keyStore },
    migrations: { DATABASE_PASSWORD: database.passwordSecret },
  } as const satisfies Readonly<Record<string, Variables>>;
};
