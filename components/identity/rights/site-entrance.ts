import { LASTING_LOG_GROUPS, securityGroups } from "./kinds";
import { ofAccount, type DeployedStage } from "./deployed-stage";
import { ALL, named, TAGS, words, type Works } from "./work";

const zones = () => ["arn:aws:route53:::hostedzone/*"];

/**
 * How a site is reached, by what its base stack has: what the provider calls for its resource types [Terraform
 * provider's sources; AWS: Service authorization reference]. What stands behind its listeners is the app stack's.
 * @param name of its load balancer and firewall; what else they are of begins so
 */
export const siteEntrance = (name: (at: DeployedStage) => string): Works => ({
  acm: [
    { actions: words("RequestCertificate"), on: ALL },
    {
      actions: words("AddTagsToCertificate RemoveTagsFromCertificate UpdateCertificateOptions"),
      on: named("acm", () => "certificate/*"),
    },
  ],
  ec2: [securityGroups],
  elasticloadbalancing: [
    {
      actions: words(`AddTags CreateListener CreateLoadBalancer ModifyListener ModifyListenerAttributes
        ModifyLoadBalancerAttributes RemoveTags SetIpAddressType SetSecurityGroups SetSubnets`),
      on: named("elasticloadbalancing", (at) =>
        ["loadbalancer/app", "listener/app"].map((kind) => `${kind}/${name(at)}*`),
      ),
    },
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
  route53: [
    {
      // Names of the site, and the proof of their certificates: what is there can be led elsewhere, and nothing else touched.
      actions: words("ChangeResourceRecordSets"),
      on: zones,
      when: {
        "ForAllValues:StringEquals": {
          "route53:ChangeResourceRecordSetsActions": ["CREATE", "UPSERT"],
          "route53:ChangeResourceRecordSetsRecordTypes": ["A", "CNAME"],
        },
      },
    },
  ],
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
