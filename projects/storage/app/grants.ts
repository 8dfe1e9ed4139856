import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../components/identity/policy";
import { serviceName } from "../names";
import { present, type Wiring } from "./environment";
import { metricsNamespaces, publishedTopics, readQueues, type Instance } from "./pipeline/instances";
import type { BucketName, TableName } from "./pipeline/messages";
import { bucketRights, type BucketRight, type Touch } from "./pipeline/rows";

/** What a service may do, by its row: its metrics, its queues, its topics, its stores, and the key of them all. */
export function grantsOf(
  instance: Instance,
  wiring: Wiring,
  keyArn: pulumi.Input<string>,
): readonly Statement[] {
  const { row, replica } = instance;
  const touches = [...row.touches, ...(replica?.store === "azure" ? (row.inAzure?.touches ?? []) : [])];
  const queues = readQueues(instance).map((queue) => present(wiring.queues, queue).plainArn);
  const topics = publishedTopics(instance).map((topic) => present(wiring.topics, topic).plainArn);
  const metrics = metricsNamespaces(instance).map((name) =>
    wiring.namespace.apply((prefix) => serviceName(prefix, name)),
  );
  return [
    {
      Sid: "OwnMetrics",
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricData"],
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": metrics } },
    },
    ...allowed(
      "TakeOwnMessages",
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      queues,
    ),
    ...allowed("PublishOwnResults", ["sns:Publish"], topics),
    ...touches.flatMap((touch) => storeGrants(touch, instance, wiring)),
    ...allowed("UseTheDataKey", ["kms:Decrypt", "kms:GenerateDataKey"], [keyArn]),
  ];
}

/** storage-service.md 7.3: no service deletes an object of any store. */
function storeGrants(
  touch: Touch<BucketName, TableName>,
  { replica }: Instance,
  { stores }: Wiring,
): readonly Statement[] {
  if ("table" in touch) {
    const arn = stores.tableArn(touch.table);
    const sid = titled(touch.table);
    return [
      ...allowed(
        `${sid}Table`,
        touch.may.map((action) => `dynamodb:${action}`),
        [arn],
      ),
      ...(touch.indices
        ? allowed(`${sid}Indices`, ["dynamodb:Query"], [pulumi.interpolate`${arn}/index/*`])
        : []),
    ];
  }
  const arns = stores.bucketArns(touch.bucket, replica);
  return touch.may.flatMap((right) => {
    const { actions, on } = bucketRights[right];
    return allowed(
      `${titled(touch.bucket)}${titled(right)}`,
      actions,
      arns.map((arn) => scoped(arn, on)),
    );
  });
}

function scoped(
  arn: pulumi.Input<string>,
  on: (typeof bucketRights)[BucketRight]["on"],
): pulumi.Input<string> {
  if (on === "bucket") return arn;
  return pulumi.interpolate`${arn}/${on === "objects" ? "" : on}*`;
}

/** A statement, or none where there is nothing to allow it on. */
function allowed(
  sid: string,
  actions: readonly string[],
  resources: readonly pulumi.Input<string>[],
): readonly Statement[] {
  return resources.length === 0 ? [] : [{ Sid: sid, Effect: "Allow", Action: actions, Resource: resources }];
}

const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
