import { valuesAt } from "../../../rehearsal/clouds/properties";
import { aZone, arnIn, own, text, type Calls, type CallsByType } from "./calls";

const network = (
  kinds: string,
  make: string,
  read: string,
  more: Pick<Calls, "change" | "remove"> = {},
): Calls => ({
  service: "ec2",
  make,
  read,
  on: (_thing, at) => kinds.split(" ").map((kind) => arnIn("ec2", `${kind}/1`, at)),
  ...more,
});

const groupRule = (way: string) =>
  network(
    "security-group security-group-rule",
    `AuthorizeSecurityGroup${way} CreateTags`,
    "DescribeSecurityGroupRules",
    {
      change: "ModifySecurityGroupRules DeleteTags",
      remove: `RevokeSecurityGroup${way}`,
    },
  );

const record: Calls = {
  service: "route53",
  make: "ChangeResourceRecordSets",
  read: "GetHostedZone ListResourceRecordSets",
  change: "ChangeResourceRecordSets",
  on: () => [aZone],
};

/** The network, and the names by which it is reached. */
export const networkCalls: CallsByType = {
  "aws:acm/certificate:Certificate": {
    service: "acm",
    make: "RequestCertificate AddTagsToCertificate",
    read: "DescribeCertificate ListTagsForCertificate",
    change: "UpdateCertificateOptions RemoveTagsFromCertificate",
    remove: "DeleteCertificate",
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    service: "acm",
    make: "DescribeCertificate",
    read: "DescribeCertificate",
    on: (thing) => [text(thing, "certificateArn")],
  },
  "aws:apigateway/account:Account": {
    service: "apigateway",
    make: "PATCH",
    read: "GET",
    on: (_thing, { region }) => [`arn:aws:apigateway:${region}::/account`],
    passes: [{ role: "cloudwatchRoleArn", to: "apigateway.amazonaws.com" }],
  },
  "aws:apigateway/domainName:DomainName": {
    service: "apigateway",
    make: "POST",
    read: "GET",
    change: "PATCH",
    remove: "DELETE",
    on: (_thing, { region }) => [
      `arn:aws:apigateway:${region}::/domainnames`,
      `arn:aws:apigateway:${region}::/domainnames/name`,
    ],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": network(
    "security-group",
    "CreateTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    "DescribeSecurityGroups",
  ),
  "aws:ec2/eip:Eip": network("elastic-ip", "AllocateAddress CreateTags", "DescribeAddresses", {
    remove: "ReleaseAddress",
  }),
  "aws:ec2/flowLog:FlowLog": {
    ...network("vpc vpc-flow-log", "CreateFlowLogs CreateTags", "DescribeFlowLogs", {
      remove: "DeleteFlowLogs",
    }),
    passes: [{ role: "iamRoleArn", to: "vpc-flow-logs.amazonaws.com" }],
  },
  "aws:ec2/internetGateway:InternetGateway": network(
    "internet-gateway vpc",
    "CreateInternetGateway AttachInternetGateway CreateTags",
    "DescribeInternetGateways",
    { remove: "DeleteInternetGateway DetachInternetGateway" },
  ),
  "aws:ec2/natGateway:NatGateway": network(
    "natgateway elastic-ip subnet",
    "CreateNatGateway CreateTags",
    "DescribeNatGateways",
    { remove: "DeleteNatGateway" },
  ),
  "aws:ec2/route:Route": network("route-table", "CreateRoute", "DescribeRouteTables", {
    change: "ReplaceRoute",
    remove: "DeleteRoute",
  }),
  "aws:ec2/routeTable:RouteTable": network(
    "route-table vpc",
    "CreateRouteTable CreateTags",
    "DescribeRouteTables",
    {
      remove: "DeleteRouteTable",
    },
  ),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": network(
    "route-table subnet",
    "AssociateRouteTable",
    "DescribeRouteTables",
    { change: "ReplaceRouteTableAssociation", remove: "DisassociateRouteTable" },
  ),
  "aws:ec2/securityGroup:SecurityGroup": network(
    "security-group vpc",
    "CreateSecurityGroup CreateTags",
    "DescribeSecurityGroups",
    {
      change:
        "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
      remove: "DeleteSecurityGroup",
    },
  ),
  "aws:ec2/subnet:Subnet": network("subnet vpc", "CreateSubnet CreateTags", "DescribeSubnets", {
    change: "ModifySubnetAttribute",
    remove: "DeleteSubnet",
  }),
  "aws:ec2/vpc:Vpc": network(
    "vpc",
    "CreateVpc CreateTags",
    "DescribeVpcs DescribeVpcAttribute DescribeNetworkAcls",
    {
      change: "ModifyVpcAttribute DeleteTags",
      remove: "DeleteVpc",
    },
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    service: "ec2",
    make: "CreateVpcEndpoint CreateTags route53:AssociateVPCWithHostedZone",
    read: "DescribeVpcEndpoints DescribePrefixLists",
    change: "ModifyVpcEndpoint",
    remove: "DeleteVpcEndpoints",
    on: (_thing, at) => [arnIn("ec2", "vpc-endpoint/1", at), aZone],
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    service: "elasticloadbalancing",
    make: "CreateLoadBalancer AddTags ModifyLoadBalancerAttributes",
    read: "DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeTags",
    change: "SetIpAddressType SetSecurityGroups SetSubnets RemoveTags",
    remove: "DeleteLoadBalancer",
  },
  "aws:lb/listener:Listener": {
    service: "elasticloadbalancing",
    make: "CreateListener AddTags ModifyListenerAttributes",
    read: "DescribeListeners DescribeListenerAttributes DescribeTags",
    change: "ModifyListener RemoveTags",
    remove: "DeleteListener",
    on: (thing) => [...own(thing), text(thing, "loadBalancerArn")],
  },
  "aws:route53/record:Record": record,
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    service: "servicediscovery",
    make: "CreatePrivateDnsNamespace GetOperation TagResource route53:CreateHostedZone",
    read: "GetNamespace ListTagsForResource route53:GetHostedZone",
    change: "UpdatePrivateDnsNamespace UntagResource",
    remove: "DeleteNamespace route53:DeleteHostedZone",
    on: (thing) => [...own(thing), aZone],
  },
  "aws:wafv2/webAcl:WebAcl": {
    service: "wafv2",
    make: "CreateWebACL TagResource",
    read: "GetWebACL ListTagsForResource",
    change: "UpdateWebACL UntagResource",
    remove: "DeleteWebACL",
    // A rule that is AWS's own is asked for beside it.
    on: (thing, at) => [
      ...own(thing),
      arnIn("wafv2", `${at.region === "us-east-1" ? "global" : "regional"}/managedruleset/any/1`, at),
    ],
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    service: "wafv2",
    make: "AssociateWebACL",
    also: (thing) =>
      text(thing, "resourceArn").includes(":apigateway:")
        ? "apigateway:SetWebACL"
        : "elasticloadbalancing:SetWebAcl",
    read: "GetWebACL GetWebACLForResource",
    remove: "DisassociateWebACL",
    on: (thing) => [text(thing, "webAclArn"), text(thing, "resourceArn")],
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    service: "wafv2",
    make: "PutLoggingConfiguration logs:CreateLogDelivery",
    // Whoever sets it up lets the firewall in where its logs go [AWS: Logging AWS WAF web ACL traffic].
    also: ({ inputs }) =>
      String(inputs["logDestinationConfigs"]).startsWith("arn:aws:s3:")
        ? "s3:GetBucketPolicy"
        : "logs:DescribeLogGroups logs:DescribeResourcePolicies logs:PutResourcePolicy",
    read: "GetLoggingConfiguration",
    change: "PutLoggingConfiguration",
    remove: "DeleteLoggingConfiguration logs:DeleteLogDelivery",
    on: (thing) => [
      text(thing, "resourceArn"),
      ...valuesAt(thing.inputs, "logDestinationConfigs[]").map(String),
    ],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": groupRule("Egress"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": groupRule("Ingress"),
};
