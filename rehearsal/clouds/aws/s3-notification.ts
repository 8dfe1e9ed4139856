import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { lackedAt } from "./destinations";
import { queueArn } from "./refers";
import { referring } from "./s3-state";
import { FUNCTION, TOPIC } from "./tokens";
import { first, repeated, textsAt } from "./values";

/** [docs.aws.amazon.com: Supported event types for SQS, SNS, and Lambda] */
const EVENT =
  /^s3:(ReducedRedundancyLostObject|LifecycleTransition|IntelligentTiering|ObjectAcl:Put|(ObjectCreated:(\*|Put|Post|Copy|CompleteMultipartUpload))|(ObjectRemoved:(\*|Delete|DeleteMarkerCreated))|(ObjectRestore:(\*|Post|Completed|Delete))|(Replication:(\*|Operation(FailedReplication|MissedThreshold|ReplicatedAfterThreshold|NotTracked)))|(ObjectTagging:(\*|Put|Delete))|(LifecycleExpiration:(\*|Delete|DeleteMarkerCreated)))$/;

const EVENTS = { like: EVENT, says: "an event of S3, as s3:ObjectCreated:*" };

/** What a bucket tells of: the destination must exist, and its policy must let S3 in. */
export const s3Notification: Readonly<Record<string, ResourceType>> = {
  "aws:s3/bucketNotification:BucketNotification": {
    ...referring(
      queueArn("queues[].queueArn"),
      { at: "topics[].topicArn", to: [TOPIC], form: "arn" },
      { at: "lambdaFunctions[].lambdaFunctionArn", to: [FUNCTION], form: "arn" },
    ),
    inputs: words("bucket eventbridge lambdaFunctions queues topics"),
    required: words("bucket"),
    limits: {
      "queues[].events[]": EVENTS,
      "topics[].events[]": EVENTS,
      "lambdaFunctions[].events[]": EVENTS,
    },
    refuseInputs: idsFault,
    refuseMaking: destinationsFault,
  },
};

function idsFault(inputs: Properties): string | undefined {
  const ids = ["queues[].id", "topics[].id", "lambdaFunctions[].id"].flatMap((path) => textsAt(inputs, path));
  const twice = repeated(ids);
  return twice === undefined
    ? undefined
    : `InvalidArgument: Same ID used for multiple configurations. IDs must be unique (${twice})`;
}

function destinationsFault({ inputs, cloud }: Making): string | undefined {
  const destinations = ["queues[].queueArn", "topics[].topicArn"].flatMap((path) => textsAt(inputs, path));
  return first(destinations, (arn) => {
    const lacked = lackedAt(arn, "s3.amazonaws.com", cloud);
    return (
      lacked &&
      `InvalidArgument: Unable to validate the following destination configurations (the policy of ${arn} does not allow s3.amazonaws.com ${lacked})`
    );
  });
}
