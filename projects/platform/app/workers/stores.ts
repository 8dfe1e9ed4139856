import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../../components/identity/policy";
import type { Database, PlatformGround } from "../place";
import type { Touched } from "./table";

/** What a store is to whoever touches it: what it is told, what it may do, and the groups that the store admits. */
interface Store {
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** By secrets' names or ARNs, as ECS takes them. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statements: readonly Statement[];
  readonly groupId: pulumi.Output<string>;
}

/**
 * How a database is reached: written through the proxy, which lasts through a failover, and read where it may be some seconds
 * old. Both take a token of the role in the place of a password.
 */
export const databaseStore = (
  database: Database,
  user: "app" | "sync",
  { ground }: Pick<PlatformGround, "ground">,
): Store => {
  const userName = database.users[user];
  return {
    environment: {
      DB_WRITER_HOST: database.proxyHost,
      DB_READER_HOST: database.readerHost,
      DB_PORT: pulumi.interpolate`${database.port}`,
      DB_NAME: database.name,
      DB_USER: userName,
    },
    secrets: {},
    statements: [
      {
        Sid: "SignInToTheDatabase",
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: [database.proxyResourceId, database.clusterResourceId].map(
          (id) =>
            pulumi.interpolate`arn:aws:rds-db:${ground.regions.primary}:${ground.accountId}:dbuser:${id}/${userName}`,
        ),
      },
    ],
    groupId: database.clientGroupId,
  };
};

const keyValueStore = ({ base }: PlatformGround): Store => ({
  environment: {
    STORE_HOST: base.store.host,
    STORE_PORT: pulumi.interpolate`${base.store.port}`,
    STORE_NAME: base.store.name,
    STORE_USER: base.store.user.name,
  },
  secrets: {},
  statements: [
    {
      Sid: "SignInToTheStore",
      Effect: "Allow",
      Action: ["elasticache:Connect"],
      Resource: [base.store.arn, base.store.user.arn],
    },
  ],
  groupId: base.store.clientGroupId,
});

const searchStore = ({ base: { search } }: PlatformGround): Store => ({
  environment: {
    SEARCH_ENGINE: search.engine,
    SEARCH_WRITER_HOST: search.writerHost,
    SEARCH_READER_HOST: search.readerHost,
    SEARCH_PORT: pulumi.interpolate`${search.port}`,
    SEARCH_REPLICAS_OF_INDEX: pulumi.interpolate`${search.replicasOfIndex}`,
  },
  secrets: { SEARCH_USER: search.setUp.user, SEARCH_PASSWORD: search.setUp.password },
  statements: [],
  groupId: search.clientGroupId,
});

/** The stores that a worker touches. */
export const storesOf = (
  touches: readonly Touched[],
  database: Database,
  at: PlatformGround,
): readonly Store[] =>
  touches.map((touched) =>
    ({
      store: () => keyValueStore(at),
      database: () => databaseStore(database, "sync", at),
      search: () => searchStore(at),
    })[touched](),
  );
