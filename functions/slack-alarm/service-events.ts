import * as z from "zod";
import type { BusEvent } from "./bus-event";
import type { Notice, Telling } from "./notice";
import { backupJobsPage, ecsServicePage } from "./pages";

const NOTHING_MORE = { lines: [], gaps: [] } as const;

/** What an event of an AWS service tells; one that nobody knows by its type, as it is. */
export function serviceNotice(event: BusEvent): Notice {
  return tasks(event) ?? backup(event) ?? happened(event, unknown(event));
}

const happened = ({ id, time }: BusEvent, telling: Telling): Notice => ({
  key: `event/${id}`,
  id,
  at: time,
  turn: "happened",
  about: { telling },
});

const ServiceAction = z.object({
  eventName: z.enum(["SERVICE_TASK_START_IMPAIRED", "SERVICE_STEADY_STATE"]),
  clusterArn: z.string(),
});

/** A service that cannot start tasks, until it is steady again [AWS: Amazon ECS service action events]. */
function tasks(event: BusEvent): Notice | undefined {
  const action = ServiceAction.safeParse(event.detail);
  const [serviceArn] = event.resources;
  if (event["detail-type"] !== "ECS Service Action" || !action.success || serviceArn === undefined)
    return undefined;
  const name = lastPart(serviceArn);
  const cluster = lastPart(action.data.clusterArn);
  return {
    key: `${serviceArn}#tasks`,
    id: event.id,
    at: event.time,
    turn: action.data.eventName === "SERVICE_STEADY_STATE" ? "ended" : "began",
    about: {
      telling: {
        level: "error",
        title: `Tasks do not start: ${name}`,
        says: `${name} cannot start tasks: ECS tries again and again`,
        whatToDo:
          "the service's events and its stopped tasks say why: an image or a secret that is not there, a role that may not read it, or a program that ends at once. What was deployed last is the most frequent reason",
        facts: { Service: name, Cluster: cluster },
        ...NOTHING_MORE,
        pages: [ecsServicePage(event.region, cluster, name)],
        from: [event.region],
      },
    },
  };
}

/** Of a restore the state is its status, and what was backed up the source. */
const Job = z.object({
  state: z.string().optional(),
  status: z.string().optional(),
  statusMessage: z.string().optional(),
  resourceArn: z.string().optional(),
  sourceResourceArn: z.string().optional(),
  resourceType: z.string().optional(),
  backupVaultName: z.string().optional(),
  backupVaultArn: z.string().optional(),
  destinationBackupVaultArn: z.string().optional(),
});

/** What the jobs do, by the type of their events [AWS: Monitoring AWS Backup events using EventBridge]. */
const NEXT_RUN =
  "the reason is AWS Backup's own. The next run of the plan tries again; when that fails too, there is a day without a backup: start one by hand";
const jobs: Readonly<Record<string, { readonly title: string; readonly whatToDo: string }>> = {
  "Backup Job State Change": { title: "Backup", whatToDo: NEXT_RUN },
  "Copy Job State Change": { title: "Copy of a backup", whatToDo: NEXT_RUN },
  "Restore Job State Change": {
    title: "Restore",
    whatToDo:
      "where a test was to show that backups can be restored, it did not: until it does, count on none of them. Mend what the reason names, and start the same restore by hand (docs/recovery.md)",
  },
};

function backup(event: BusEvent): Notice | undefined {
  const kind = jobs[event["detail-type"]];
  const job = Job.safeParse(event.detail);
  if (kind === undefined || !job.success) return undefined;
  const { statusMessage, resourceType, backupVaultName } = job.data;
  const state = job.data.state ?? job.data.status ?? "changed";
  const resourceArn = job.data.resourceArn ?? job.data.sourceResourceArn;
  const what = resourceArn === undefined ? "something" : lastPart(resourceArn);
  const vaultArn = job.data.destinationBackupVaultArn ?? job.data.backupVaultArn;
  const vault = vaultArn === undefined ? backupVaultName : lastPart(vaultArn);
  return happened(event, {
    level: "error",
    title: `${kind.title} ${state.toLowerCase()}: ${what}`,
    says: statusMessage ?? "AWS Backup gave no reason",
    whatToDo: kind.whatToDo,
    facts: {
      ...(resourceType === undefined ? {} : { Kind: resourceType }),
      ...(vault === undefined ? {} : { Vault: vault }),
    },
    ...NOTHING_MORE,
    pages: [backupJobsPage(event.region)],
    from: [event.region, ...(resourceArn === undefined ? [] : [resourceArn])],
  });
}

const unknown = (event: BusEvent): Telling => ({
  level: "warning",
  title: `${event["detail-type"]} (${event.source})`,
  says: JSON.stringify(event.detail, undefined, 1),
  facts: {},
  ...NOTHING_MORE,
  pages: [],
  from: [event.region, ...event.resources],
});

/** The name at the end of an ARN. */
const lastPart = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn;
