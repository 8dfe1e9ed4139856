import { LASTING_LOG_GROUPS, securityGroups } from "./kinds";
import { certificates, records, webBalancer } from "./entrances";
import { ofAccount, type DeployedStage } from "./deployed-stage";
import { ALL, named, TAGS, words, type Works } from "./work";

/**
 * How a site is reached, by what its base stack has: what the provider calls for its resource types [Terraform
 * provider's sources; AWS: Service authorization reference]. What stands behind its listeners is the app stack's.
 * @param name of its load balancer and firewall; what else they are of begins so
 */
export const siteEntrance = (name: (at: DeployedStage) => string): Works => ({
  acm: certificates,
  ec2: [securityGroups],
  elasticloadbalancing: [
    webBalancer((at) => `${name(at)}*`),
    // For the firewall before it.
    { actions: words("SetWebAcl"), on: ALL },
  ],
  // Who asked for what, as the firewall writes it down.
  logs: [
    {
      actions: LASTING_LOG_GROUPS,
      on: named("logs", (at) => `log-group:aws-waf-logs-${name(at)}*`),
    },
    { actions: words("CreateLogDelivery PutResourcePolicy"), on: ALL },
  ],
  // Names of the site, and the proof of their certificates.
  route53: [records("A", "CNAME")],
  wafv2: [
    {
      actions: words(`AssociateWebACL CreateWebACL PutLoggingConfiguration UpdateWebACL ${TAGS}`),
      on: (at) => [
        ofAccount(at, "wafv2", `regional/webacl/${name(at)}/*`),
        ofAccount(at, "wafv2", "regional/managedruleset/*"),
        ofAccount(at, "elasticloadbalancing", `loadbalancer/app/${name(at)}/*`),
      ],
    },
  ],
});
