import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace } from "../functions/node-function";
import type { Statement } from "../identity/policy";
import type { Container } from "./container";
import type { HttpTasks } from "./http-scaling";
import type { HttpEntrance } from "./http-targets";
import type { Canary } from "./rollout";
import type { ServicePlace } from "./service-place";
import type { SmokeTestArgs } from "./smoke-test";
import type { Processor } from "./task-definition";

export interface HttpServiceArgs {
  /** Physical name of the service, and the beginning of all others': at most 26 letters, digits and hyphens. */
  readonly serviceName: string;
  readonly place: ServicePlace;
  /** Topic where its alarms are told. */
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly program: HttpProgram;
  /** Containers beside the program, such as a collector of traces: none of them essential. */
  readonly sidecars?: readonly Container[];
  /** CPU units and MiB of a task: one of Fargate's own sizes. */
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  /** Processor that the images are for; default X86_64. */
  readonly processor?: Processor;
  /** Public names that it answers to, 1 to 5 of them, without wildcards. */
  readonly hostNames: readonly string[];
  readonly entrance: HttpEntrance;
  readonly tasks: HttpTasks;
  /** Whether tasks beyond the least number may be interrupted, three of four. */
  readonly spot: boolean;
  /** `rolling`: new tasks take the places of the old ones. Otherwise a part of the requests tries them first. */
  readonly rollout: "rolling" | Canary;
  /**
   * Pages, beside the health checks, that a new revision must bring before a canary begins, and how they are reached; not
   * where revisions change task by task: there is nothing to be asked before visitors do.
   */
  readonly smokeTest?: HttpSmokeTest;
  /** All that the program may do; at least one statement. */
  readonly statements: readonly Statement[];
  /** The group that the load balancer reaches (`HttpServiceGroup`), and those that let it call what it needs. */
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** What is done to its database before its tasks change. */
  readonly migrations?: HttpMigrations;
  /** What must be there before: the database, and whatever lets the tasks reach it. */
  readonly after?: readonly pulumi.Resource[];
}

/** The program that answers requests. */
export interface HttpProgram {
  /** Image by its digest: it has no tag that could name another one tomorrow. */
  readonly image: string;
  /** User and group in the container, never root: `10001:10001`. */
  readonly user: string;
  /** TCP port that it answers on. */
  readonly port: number;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables that ECS fills from Secrets Manager; the values are secrets' names. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Folders in memory that it may write to, beside /tmp. */
  readonly scratch?: readonly string[];
  /** Command in the image that asks the program itself for /healthz/live, and ends with 0 when it lives. */
  readonly liveCheck: readonly string[];
}

/** How a new revision is tried. */
export interface HttpSmokeTest {
  readonly pages: readonly string[];
  /** Balancer of the entrance's test listener; inside the VPC, where the function's security group is known. */
  readonly door: SmokeTestArgs["door"];
  readonly functionPlace: FunctionPlace;
}

/** The same image, started once to migrate. */
export interface HttpMigrations {
  /** What it does in the place of answering requests: `python manage.py migrate --noinput`. */
  readonly command: readonly string[];
  /** Variables beside the program's own, or in their places. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** In the place of the program's: a migration may be somebody else in the database. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** All that it may do; at least one statement. */
  readonly statements: readonly Statement[];
  /** In the place of the program's: a database may have a door of its own for migrations. */
  readonly securityGroupIds?: HttpServiceArgs["securityGroupIds"];
  /** Where the function that runs it is. */
  readonly functionPlace: FunctionPlace;
}
