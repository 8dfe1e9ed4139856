import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { RenewedSecret } from "../../../components/secrets/renewed-secret";
import { Migrations } from "../../../components/services/migrations";
import { secretNames, serviceNames } from "../names";
import type { SecretReaders } from "../../../components/services/restart-when-changed";
import { container, type ContainersArgs } from "./containers";
import { LOG_GROUP, names } from "./names";
import { seeTheLog } from "./rights";
import { secretsOf } from "./secrets";
import { startedBy, type Surroundings } from "./surroundings";

/** What the names of the migrations' log streams begin with. */
const STREAM = "migrations";

/** Brings the tables up to the release, as one task, before the broker changes. */
export function migrations(at: Surroundings, functionPlace: FunctionPlace): pulumi.Resource {
  const { stage, settings, base, place, groups, opts } = at;
  const name = serviceNames(stage).migrations;
  const args: ContainersArgs = { stream: STREAM, images: settings.images, region: place.region };
  const { database } = base;
  const migrating = {
    ...container(args, "migrations", {
      environment: {
        DATABASE_HOST: database.host,
        DATABASE_PORT: database.port.apply(String),
        DATABASE_NAME: database.name,
        DATABASE_USER: database.user,
      },
      secrets: secretsOf(base).migrations,
    }),
    awsSecrets: { DATABASE_OWNER: database.masterSecretArn },
  };
  const roleName = `${name}_execution_role`;
  return new Migrations(
    "migrations",
    {
      functionName: name,
      task: {
        place,
        size: { cpu: 512, memoryMiB: 1024 },
        processor: settings.processor,
        container: migrating,
        statements: seeTheLog(place),
      },
      executionRole: { roleName, arn: startedBy("migrations", roleName, [migrating], at) },
      securityGroupIds: [groups.migrations, database.clientGroupIds.migrations],
      logs: { groupName: LOG_GROUP, streamPrefix: STREAM },
      functionPlace,
      readers: readers(stage),
      after: at.logs,
    },
    opts,
  ).done;
}

/** The first Sunday's early afternoon: nobody works, and neither backups nor the broker's own rounds run. */
const RENEWAL_TIME = "cron(0 13 ? * 1#1 *)";

/** A new password of the database's user each month: the migrations hear of it and set it, and the broker starts anew. */
export function passwordRenewal({ stage, place, opts }: Surroundings, functions: FunctionPlace): void {
  new RenewedSecret(
    "password-renewal",
    {
      functionName: names(stage).passwordRenewal,
      secretName: secretNames(stage).databasePassword,
      secretsKeyArn: place.secretsKeyArn,
      expression: RENEWAL_TIME,
      place: functions,
    },
    opts,
  );
}

/**
 * What starts anew when a secret has changed, and no worker: that would end its job. Secrets of RabbitMQ and of the key
 * store are read by workers, too, and are changed by hand (docs/datavault.md).
 */
function readers(stage: string): Readonly<Record<string, SecretReaders>> {
  const secrets = secretNames(stage);
  const { broker, web } = serviceNames(stage);
  return {
    broker: { secretNames: [secrets.databasePassword], serviceNames: [broker] },
    "broker-and-web": {
      secretNames: [secrets.ldapPassword, secrets.mailPassword, secrets.brokerApiKey],
      serviceNames: [broker, web],
    },
    web: { secretNames: [secrets.signInClientSecret, secrets.signInCookieKey], serviceNames: [web] },
  };
}
