import { GeneratedSecret } from "../../../components/secrets/generated-secret";
import { OperatorSecrets } from "../../../components/secrets/operator-secrets";
import { TreasuredSecret } from "../../../components/secrets/treasured-secret";
import { secretNames } from "../names";
import type { DataVaultPlace } from "./place";
import type { SecondRegion } from "./second-region";

/** Made here, and known to nobody: by the names of the resources, the secrets that each is. */
const made = {
  "database-password": "databasePassword",
  "key-store-password": "keyStorePassword",
  "broker-api-key": "brokerApiKey",
  "web-actuator-password": "webActuatorPassword",
  "broker-actuator-password": "brokerActuatorPassword",
  "worker-actuator-password": "workerActuatorPassword",
  "sftp-passphrase": "sftpPassphrase",
} as const;

const LENGTH = 40;

/** All that DataVault signs in with, and the key store, without which nothing that was archived can be read. */
export function secrets({ stage, ground, primary }: DataVaultPlace, away: SecondRegion) {
  const names = secretNames(stage);
  const keyArn = ground.keyArns.secrets;
  for (const [resource, use] of Object.entries(made))
    new GeneratedSecret(resource, { secretName: names[use], length: LENGTH, keyArn }, primary);
  new TreasuredSecret(
    "key-store",
    {
      secretName: names.keyStore,
      holds: "JCEKS file with the two AES keys by which DataVault encrypts, as Base64",
      keyArn,
      copy: away,
      fillingRoleArns: ground.breakGlassRoleArn.apply((breakGlass) => [breakGlass]),
    },
    primary,
  );
  new OperatorSecrets(
    "operator-secrets",
    {
      keyArn,
      secrets: {
        "key-store-sha1": {
          secretName: names.keyStoreSha1,
          holds: "SHA-1 of the key store, in hex",
        },
        "ldap-password": {
          secretName: names.ldapPassword,
          holds: "Password with which DataVault looks people up in LDAP",
        },
        "mail-password": {
          secretName: names.mailPassword,
          holds: "Password with which DataVault sends mail by SMTP",
        },
        "sign-in-key": {
          secretName: names.signInKey,
          holds: "Private key of the service's side of single sign-on, PEM",
        },
      },
    },
    primary,
  );
  const {
    databasePassword: _database,
    queueAdminPassword: _admin,
    queuePassword: _queue,
    queueObserverPassword: _observer,
    ...others
  } = names;
  return others;
}
