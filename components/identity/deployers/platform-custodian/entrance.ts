import { certificates, records, webBalancer, zones } from "../../rights/entrances";
import { LOG_GROUPS, securityGroups } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { images } from "./names";

/**
 * The platform's names in the world, and the balancer before its images: what the provider calls for their resource types
 * [Terraform provider's sources; AWS: Service authorization reference]. A zone is made and signed here, and neither ended.
 */
export const platformEntrance: Works = {
  acm: certificates,
  ec2: [securityGroups],
  elasticloadbalancing: [webBalancer((at) => `${images(at)}/*`)],
  logs: [
    // Who asked for which name: Route 53 writes it in us-east-1 alone, under names that begin so.
    { actions: LOG_GROUPS, on: named("logs", () => "log-group:/aws/route53/*") },
    { actions: words("DeleteResourcePolicy PutResourcePolicy"), on: ALL },
  ],
  route53: [
    { actions: words("CreateHostedZone"), on: ALL },
    {
      actions: words(`ActivateKeySigningKey ChangeTagsForResource CreateKeySigningKey CreateQueryLoggingConfig
        EnableHostedZoneDNSSEC UpdateHostedZoneComment`),
      on: zones,
    },
    {
      actions: words("DeleteQueryLoggingConfig"),
      on: () => ["arn:aws:route53:::queryloggingconfig/*"],
    },
    // How the zone above knows it, who may give out certificates, and the proof of ours.
    records("CAA", "CNAME", "DS", "NS"),
  ],
  sns: [
    {
      actions: words(`CreateTopic DeleteTopic SetTopicAttributes ${TAGS}`),
      on: named("sns", ({ stage }) => `strongroom-${stage}-platform-edge-alarms`),
    },
  ],
};
