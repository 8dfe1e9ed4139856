import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, refusals } from "./cases";
import { trails } from "./trails";

describe("the simulated AWS: events of CloudTrail", () => {
  const basic = (more: Properties = {}): Properties => ({
    eventSelectors: [{ readWriteType: "All", ...more }],
  });
  const data = (type: string, ...values: readonly string[]): Properties =>
    basic({ dataResources: [{ type, values }] });
  const advanced = (...fieldSelectors: readonly Properties[]): Properties => ({
    advancedEventSelectors: [{ name: "some", fieldSelectors }],
  });
  const management = { field: "eventCategory", equals: ["Management"] };
  const many = (count: number) => Array.from({ length: count }, (_, one) => `arn:aws:s3:::trail/${one}`);
  refusals([
    trails("of both kinds of selectors", { ...basic(), ...advanced(management) }, /conflicts with/, basic()),
    trails(
      "of six selectors",
      { eventSelectors: Array.from({ length: 6 }, () => ({})) },
      /at most 5 event selectors, this one 6/,
      { eventSelectors: Array.from({ length: 5 }, () => ({})) },
    ),
    trails("of reading", basic({ readWriteType: "Read" }), /ReadOnly, WriteOnly, All/),
    trails("of events of queues", data("AWS::SQS::Queue", "arn:aws:sqs"), /AWS::S3::Object, AWS::Lambda/),
    ...[
      ["AWS::S3::Object", "arn:aws:s3:::trail", "arn:aws:s3:::trail/"],
      ["AWS::Lambda::Function", "arn:aws:lambda:eu-west-1", "arn:aws:lambda"],
      ["AWS::DynamoDB::Table", "bags", `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/bags`],
    ].map(([type = "", refused = "", accepted = ""]) =>
      trails(
        `of ${refused}`,
        data(type, refused),
        /InvalidEventSelectorsException: Value .* for DataResources\.Values is invalid/,
        data(type, accepted),
      ),
    ),
    trails(
      "of 251 folders",
      data("AWS::S3::Object", ...many(251)),
      /at most 250 data resources, this one 251/,
      data("AWS::S3::Object", ...many(250)),
    ),
    trails(
      "that leaves out some of what it does not log",
      basic({ includeManagementEvents: false, excludeManagementEventSources: ["kms.amazonaws.com"] }),
      /ExcludeManagementEventSources needs IncludeManagementEvents/,
      basic({ excludeManagementEventSources: ["kms.amazonaws.com"] }),
    ),
    trails(
      "that leaves out any service",
      basic({ excludeManagementEventSources: ["s3.amazonaws.com"] }),
      /kms\.amazonaws\.com, rdsdata\.amazonaws\.com/,
    ),
    trails(
      "of no category",
      advanced({ field: "eventName", equals: ["PutObject"] }),
      /one field eventCategory, which equals one value/,
      advanced(management),
    ),
    trails(
      "of two categories",
      advanced({ ...management, equals: ["Management", "Data"] }),
      /one field eventCategory, which equals one value/,
      advanced(management, { field: "readOnly", equals: ["false"] }),
    ),
    trails(
      "of a category and another",
      advanced(management, { field: "eventCategory", equals: ["Data"] }),
      /one field eventCategory, which equals one value/,
      advanced(management),
    ),
    trails(
      "of a field that is compared with nothing",
      advanced(management, { field: "eventSource" }),
      /eventSource is compared with nothing/,
      advanced(management, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }),
    ),
    trails(
      "of a field that there is not",
      advanced(management, { field: "userName", equals: ["a"] }),
      /field to be one of readOnly/,
    ),
    trails(
      "of strange insights",
      { insightSelectors: [{ insightType: "ApiInsight" }] },
      /ApiCallRateInsight, ApiErrorRateInsight/,
      { insightSelectors: [{ insightType: "ApiCallRateInsight" }] },
    ),
  ]);
});
