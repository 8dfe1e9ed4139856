import { words, type Properties, type ResourceType } from "../catalogue";
import { arnWithoutRegion, uuid } from "./arn";
import { ANOMALY_MONITOR, ANOMALY_SUBSCRIPTION } from "./tokens";
import { isSet, textAt } from "./values";

const NAME = /^[\S\s]{0,1024}$/;

/** AWS Cost Anomaly Detection, which is the account's and in no region. Monitors of linked accounts are left out. */
export const costAnomalies: Readonly<Record<string, ResourceType>> = {
  [ANOMALY_MONITOR]: {
    inputs: words("monitorDimension monitorSpecification monitorType tags"),
    required: words("monitorType"),
    name: {
      property: "name",
      pattern: NAME,
      says: "at most 1024 characters",
      unique: "account",
      taken: "ValidationException: a monitor of this name exists already",
      automatic: true,
    },
    id: (making) => arnWithoutRegion("ce", making, `anomalymonitor/${uuid(making.digits(32))}`),
    computed: { arn: ({ id }) => id },
    replacedBy: words("monitorDimension monitorSpecification monitorType"),
    limits: { monitorType: { among: words("CUSTOM DIMENSIONAL") } },
    documents: [{ property: "monitorSpecification", max: 4096, kind: "json" }],
    refuseInputs: monitorFault,
  },
  [ANOMALY_SUBSCRIPTION]: {
    inputs: words("accountId frequency monitorArnLists subscribers tags thresholdExpression"),
    required: words("frequency monitorArnLists subscribers"),
    name: {
      property: "name",
      pattern: NAME,
      says: "at most 1024 characters",
      unique: "account",
      taken: "ValidationException: a subscription of this name exists already",
      automatic: true,
    },
    id: (making) => arnWithoutRegion("ce", making, `anomalysubscription/${uuid(making.digits(32))}`),
    computed: { arn: ({ id }) => id },
    defaults: {},
    limits: {
      frequency: { among: words("DAILY IMMEDIATE WEEKLY") },
      "subscribers[].type": { among: words("EMAIL SNS") },
    },
    refers: [{ at: "monitorArnLists[]", to: [ANOMALY_MONITOR], form: "arn", anyRegion: true }],
    // Only what is told at once goes to a topic, and e-mails are never sent at once [AWS: AnomalySubscription].
    refuseInputs: (inputs) =>
      (textAt(inputs, "frequency") === "IMMEDIATE") === (textAt(inputs, "subscribers[].type") === "SNS")
        ? undefined
        : "ValidationException: The frequency IMMEDIATE is for SNS topics alone, and DAILY and WEEKLY for e-mail addresses",
  },
};

function monitorFault(inputs: Properties): string | undefined {
  return isSet(inputs, inputs["monitorType"] === "CUSTOM" ? "monitorSpecification" : "monitorDimension")
    ? undefined
    : "ValidationException: A monitor takes a monitorSpecification where it is CUSTOM, and a monitorDimension where it is DIMENSIONAL";
}
