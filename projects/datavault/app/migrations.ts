import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { Migrations } from "../../../components/services/migrations";
import { serviceNames } from "../names";
import { container, type ContainersArgs } from "./containers";
import { LOG_GROUP } from "./names";
import { nothing } from "./rights";
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
        statements: nothing,
      },
      executionRole: { roleName, arn: startedBy("migrations", roleName, [migrating], at) },
      securityGroupIds: [groups.migrations, database.clientGroupIds.migrations],
      logs: { groupName: LOG_GROUP, streamPrefix: STREAM },
      functionPlace,
      after: at.logs,
    },
    opts,
  ).done;
}
