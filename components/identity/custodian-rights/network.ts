import { ofAccount } from "../rights/deployed-stage";
import { ALL, named, TAGS, words, type Works } from "../rights/work";

const inZones = () => ["arn:aws:route53:::hostedzone/*"];

/**
 * What the network of a stage is made of, and the names by which it is reached: what the provider calls for the resource
 * types of base stacks [Terraform provider's sources; AWS: Service authorization reference]. Whatever a program protects
 * can be made and changed here, and not be removed.
 */
export const networkWork: Works = {
  acm: [
    { actions: words("RequestCertificate"), on: ALL },
    {
      actions: words("AddTagsToCertificate RemoveTagsFromCertificate UpdateCertificateOptions"),
      on: named("acm", () => "certificate/*"),
    },
  ],
  apigateway: [
    {
      actions: words("DELETE PATCH POST PUT"),
      on: () => ["arn:aws:apigateway:*::/tags/*"],
    },
    {
      actions: words("PATCH POST"),
      on: () => words("/account /domainnames /domainnames/*").map((path) => `arn:aws:apigateway:*::${path}`),
    },
  ],
  ec2: [
    {
      actions: words(`AllocateAddress AssociateRouteTable AttachInternetGateway AuthorizeSecurityGroupEgress
        AuthorizeSecurityGroupIngress CreateFlowLogs CreateInternetGateway CreateNatGateway CreateRoute CreateRouteTable
        CreateSecurityGroup CreateSubnet CreateTags CreateVpc CreateVpcEndpoint DeleteFlowLogs DeleteSecurityGroup
        DeleteTags DeleteVpcEndpoints ModifySecurityGroupRules ModifySubnetAttribute ModifyVpcAttribute
        ModifyVpcEndpoint ReplaceRoute ReplaceRouteTableAssociation RevokeSecurityGroupEgress
        RevokeSecurityGroupIngress`),
      on: named("ec2", () =>
        words(`elastic-ip/* internet-gateway/* natgateway/* route-table/* security-group/* security-group-rule/*
          subnet/* vpc/* vpc-endpoint/* vpc-flow-log/*`),
      ),
    },
  ],
  elasticloadbalancing: [
    {
      actions: words(`AddTags CreateLoadBalancer ModifyLoadBalancerAttributes RemoveTags SetIpAddressType
        SetSecurityGroups SetSubnets`),
      on: named("elasticloadbalancing", ({ storageNamespace }) => `loadbalancer/net/${storageNamespace}-*`),
    },
    {
      // The web service's, with its listeners: what stands behind them is the app stack's.
      actions: words(`AddTags CreateListener CreateLoadBalancer ModifyListener ModifyListenerAttributes
        ModifyLoadBalancerAttributes RemoveTags SetIpAddressType SetSecurityGroups SetSubnets`),
      on: named("elasticloadbalancing", ({ stage }) =>
        ["loadbalancer/app", "listener/app"].map((kind) => `${kind}/strongroom-${stage}-web*`),
      ),
    },
    // For the firewall before it.
    { actions: words("SetWebAcl"), on: ALL },
  ],
  route53: [
    // Names of services are found in a zone that their namespace brings along, those of AWS in one that an endpoint does.
    { actions: words("CreateHostedZone"), on: ALL },
    { actions: words("AssociateVPCWithHostedZone"), on: inZones },
    {
      // Names of the API and the web service, and the proof of their certificates: what is there can be led elsewhere, and
      // nothing else touched.
      actions: words("ChangeResourceRecordSets"),
      on: inZones,
      when: {
        "ForAllValues:StringEquals": {
          "route53:ChangeResourceRecordSetsActions": ["CREATE", "UPSERT"],
          "route53:ChangeResourceRecordSetsRecordTypes": ["A", "CNAME"],
        },
      },
    },
  ],
  servicediscovery: [
    { actions: words(`CreatePrivateDnsNamespace ${TAGS}`), on: ALL },
    {
      actions: words("GetOperation UpdatePrivateDnsNamespace"),
      on: named("servicediscovery", () => "namespace/*"),
    },
  ],
  wafv2: [
    {
      actions: words(`AssociateWebACL CreateWebACL PutLoggingConfiguration UpdateWebACL ${TAGS}`),
      on: (at) => [
        ofAccount(at, "wafv2", `regional/webacl/strongroom-${at.stage}-web/*`),
        ofAccount(at, "wafv2", "regional/managedruleset/*"),
        ofAccount(at, "elasticloadbalancing", `loadbalancer/app/strongroom-${at.stage}-web/*`),
      ],
    },
  ],
};
