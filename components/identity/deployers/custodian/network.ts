import { certificates, records, zones } from "../../rights/entrances";
import { SECURITY_GROUPS } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";

/**
 * What the network of a stage is made of, and the names by which it is reached: what the provider calls for the resource
 * types of base stacks [Terraform provider's sources; AWS: Service authorization reference]. Whatever a program protects
 * can be made and changed here, and not be removed.
 */
export const networkWork: Works = {
  acm: certificates,
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
      actions: [
        ...SECURITY_GROUPS,
        ...words(`AllocateAddress AssociateRouteTable AttachInternetGateway CreateFlowLogs CreateInternetGateway
          CreateNatGateway CreateRoute CreateRouteTable CreateSubnet CreateVpc CreateVpcEndpoint DeleteFlowLogs
          DeleteVpcEndpoints ModifySubnetAttribute ModifyVpcAttribute ModifyVpcEndpoint ReplaceRoute
          ReplaceRouteTableAssociation`),
      ],
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
  ],
  route53: [
    // Names of services are found in a zone that their namespace brings along, those of AWS in one that an endpoint does.
    { actions: words("CreateHostedZone"), on: ALL },
    { actions: words("AssociateVPCWithHostedZone"), on: zones },
    // Names of the API, and the proof of its certificate.
    records("A", "CNAME"),
  ],
  servicediscovery: [
    { actions: words(`CreatePrivateDnsNamespace ${TAGS}`), on: ALL },
    {
      actions: words("GetOperation UpdatePrivateDnsNamespace"),
      on: named("servicediscovery", () => "namespace/*"),
    },
  ],
};
