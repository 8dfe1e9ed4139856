import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { UNKNOWN } from "../properties";
import { arn } from "./arn";
import { changeFault, NEWEST, VERSIONS } from "./opensearch-changes";
import { logsFault, logTypesFault } from "./opensearch-logs";
import { networkFault, networkOf } from "./opensearch-network";
import { nodesFault } from "./opensearch-nodes";
import { policyFault } from "./opensearch-policy";
import { accessFault } from "./opensearch-security";
import { key, roleArn, securityGroup, subnet } from "./refers";
import { CERTIFICATE, DOMAIN } from "./tokens";
import { isSet, neighbours, recordOf } from "./values";

/** [docs.aws.amazon.com: AdvancedOptions of CreateDomain] */
const OPTIONS = words(`rest.action.multi.allow_explicit_index indices.fielddata.cache.size
  indices.query.bool.max_clause_count override_main_response_version plugins.query.executionengine.spark.enabled`);

/** Amazon OpenSearch Service. Domains of Elasticsearch, and sign-in by Cognito, SAML or Identity Center, are left out. */
export const opensearch: Readonly<Record<string, ResourceType>> = {
  [DOMAIN]: {
    inputs: words(`accessPolicies advancedOptions advancedSecurityOptions autoTuneOptions clusterConfig
      domainEndpointOptions ebsOptions encryptAtRest engineVersion ipAddressType logPublishingOptions
      nodeToNodeEncryption offPeakWindowOptions snapshotOptions softwareUpdateOptions tags vpcOptions`),
    name: {
      property: "domainName",
      pattern: /^[a-z][a-z0-9-]{2,27}$/,
      says: "3 to 28 lower-case letters, digits and hyphens, a letter first",
      // It is, but a domain is not found by its name here: see nameFault.
      unique: "no",
      taken: "",
      automatic: true,
    },
    id: arnOf,
    computed: {
      arn: arnOf,
      domainId: ({ account, name }) => `${account}/${name}`,
      endpoint,
      endpointV2,
      dashboardEndpoint: (making) => `${endpoint(making)}/_dashboards`,
      dashboardEndpointV2: (making) => `${endpointV2(making)}/_dashboards`,
      engineVersion: ({ text }) => text("engineVersion") || NEWEST,
      vpcOptions: networkOf,
    },
    foreseen: {
      engineVersion: ({ engineVersion }) => engineVersion ?? UNKNOWN,
      vpcOptions: ({ vpcOptions }) =>
        vpcOptions && { ...recordOf(vpcOptions), availabilityZones: UNKNOWN, vpcId: UNKNOWN },
    },
    defaults: { ipAddressType: "ipv4" },
    replacedBy: words("encryptAtRest.kmsKeyId"),
    limits: {
      engineVersion: { among: VERSIONS },
      ipAddressType: { among: words("ipv4 dualstack") },
      "autoTuneOptions.desiredState": { among: words("ENABLED DISABLED") },
      "autoTuneOptions.rollbackOnDisable": { among: words("NO_ROLLBACK DEFAULT_ROLLBACK") },
      "clusterConfig.zoneAwarenessConfig.availabilityZoneCount": { among: [2, 3] },
      "clusterConfig.warmCount": { from: 2, to: 150 },
      "clusterConfig.warmType": {
        among: words("ultrawarm1.medium.search ultrawarm1.large.search ultrawarm1.xlarge.search"),
      },
      "domainEndpointOptions.tlsSecurityPolicy": {
        among: words(`Policy-Min-TLS-1-0-2019-07 Policy-Min-TLS-1-2-2019-07 Policy-Min-TLS-1-2-PFS-2023-10
          Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08`),
      },
      "ebsOptions.volumeType": { among: words("standard gp2 io1 gp3") },
      "logPublishingOptions[].logType": {
        among: words("INDEX_SLOW_LOGS SEARCH_SLOW_LOGS ES_APPLICATION_LOGS AUDIT_LOGS"),
      },
      "offPeakWindowOptions.offPeakWindow.windowStartTime.hours": { from: 0, to: 23 },
      "offPeakWindowOptions.offPeakWindow.windowStartTime.minutes": { from: 0, to: 59 },
      "snapshotOptions.automatedSnapshotStartHour": { from: 0, to: 23 },
    },
    refers: [
      key("encryptAtRest.kmsKeyId"),
      subnet("vpcOptions.subnetIds[]"),
      securityGroup("vpcOptions.securityGroupIds[]"),
      roleArn("advancedSecurityOptions.masterUserOptions.masterUserArn"),
      { at: "domainEndpointOptions.customEndpointCertificateArn", to: [CERTIFICATE], form: "arn" },
    ],
    documents: [{ property: "accessPolicies", max: 102_400, kind: "policy" }],
    refuseInputs: (inputs) =>
      optionsFault(inputs) ?? nodesFault(inputs) ?? accessFault(inputs) ?? logTypesFault(inputs),
    refuseMaking: (making) =>
      nameFault(making) ??
      changeFault(making) ??
      policyFault(making) ??
      networkFault(making) ??
      logsFault(making),
  },
};

function arnOf(making: Making): string {
  return arn("es", making, `domain/${making.name}`);
}

const nameFault = (making: Making): string | undefined =>
  neighbours(DOMAIN, making).some(({ inputs }) => inputs["domainName"] === making.name)
    ? `ResourceAlreadyExistsException: OpenSearch Domain (${making.name}) already exists in ${making.region}`
    : undefined;

/** `vpc-` or `search-`, the domain's name and 26 letters, of which nobody can tell before. */
function host({ inputs, name, digits }: Making): string {
  const letters = digits(26, "endpoint").replaceAll(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
  return `${isSet(inputs, "vpcOptions") ? "vpc" : "search"}-${name}-${letters}`;
}

function endpoint(making: Making): string {
  return `${host(making)}.${making.region}.es.amazonaws.com`;
}

function endpointV2(making: Making): string {
  return `${host(making)}.aos.${making.region}.on.aws`;
}

function optionsFault(inputs: Properties): string | undefined {
  const strange = Object.keys(recordOf(inputs["advancedOptions"])).find(
    (option) => !OPTIONS.includes(option),
  );
  if (strange !== undefined) return `ValidationException: Unrecognized advanced option '${strange}' passed.`;
  if (recordOf(inputs["offPeakWindowOptions"])["enabled"] === false)
    return "ValidationException: An off-peak window is required for a domain and cannot be disabled";
  const { useOffPeakWindow } = recordOf(inputs["autoTuneOptions"]);
  return useOffPeakWindow === true && isSet(inputs, "autoTuneOptions.maintenanceSchedules")
    ? "ValidationException: A maintenance schedule cannot be specified when the off-peak window is used"
    : undefined;
}
