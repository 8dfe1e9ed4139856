import { mapValues } from "es-toolkit/object";
import { AuroraMySql } from "../../../components/databases/aurora-my-sql";
import { CustomerKey } from "../../../components/keys/customer-key";
import { keyAlias } from "../../../components/names/names";
import { databaseName, databaseUsers } from "../names";
import { BACKED_UP, isolated, logged, type PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** Alias of the key of a domain's cluster. */
export const databaseKeyAlias = (stage: string, word: string) => keyAlias(stage, `database-${word}`);

/** A cluster for each domain of data, which shares nothing with the others: key, users, groups and alarms are its own. */
export const databases = (settings: Settings["databases"], at: PlatformPlace) =>
  mapValues(settings, ({ minAcu, maxAcu, ...database }, word) => {
    const { stage, ground, accountId, primary } = at;
    const users = databaseUsers(word);
    const key = new CustomerKey(
      `database-${word}`,
      {
        alias: databaseKeyAlias(stage, word),
        description: `Data of ${word}`,
        accountId,
        custodianRoleArns: ground.serviceCustodianRoleArns.platform,
        // RDS is granted it for the cluster.
        services: [],
      },
      primary,
    );
    const cluster = new AuroraMySql(
      `database-${word}`,
      {
        clusterName: databaseName(stage, word),
        databaseName: word.replaceAll("-", "_"),
        place: isolated(at),
        capacity: { minAcu, maxAcu },
        ...database,
        users: Object.values(users),
        keyArn: key.arn,
        secretsKeyArn: ground.keyArns.secrets,
        ...logged(at),
        boundaryArn: ground.boundaryArn,
        backupTag: BACKED_UP,
      },
      primary,
    );
    return promised(cluster, word, users);
  });

const promised = (made: AuroraMySql, word: string, users: ReturnType<typeof databaseUsers>) => ({
  clusterName: made.clusterName,
  clusterResourceId: made.clusterResourceId,
  name: word.replaceAll("-", "_"),
  port: made.port,
  writerHost: made.writerHost,
  readerHost: made.readerHost,
  proxyHost: made.proxyHost,
  proxyResourceId: made.proxyResourceId,
  masterSecretArn: made.masterSecretArn,
  clientGroupId: made.clientGroupId,
  users,
});
