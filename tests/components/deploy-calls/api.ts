import { arnIn, text, type CallsByType, type Place } from "./calls";

const paths = ({ region }: Place, ...all: readonly string[]) =>
  all.map((path) => `arn:aws:apigateway:${region}::${path}`);

/** The API at its gateway: each action is a verb of HTTP at a path. */
export const apiCalls: CallsByType = {
  "aws:apigateway/basePathMapping:BasePathMapping": {
    service: "apigateway",
    make: "POST",
    read: "GET",
    change: "PATCH",
    remove: "DELETE",
    on: (thing, at) => {
      const all = `/domainnames/${text(thing, "domainName")}/basepathmappings`;
      return paths(at, all, `${all}/${text(thing, "basePath")}`);
    },
  },
  "aws:apigateway/deployment:Deployment": {
    service: "apigateway",
    make: "POST",
    read: "GET",
    change: "PATCH",
    remove: "DELETE",
    on: (thing, at) => {
      const all = `/restapis/${text(thing, "restApi")}/deployments`;
      return paths(at, all, `${all}/${thing.id}`);
    },
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    service: "apigateway",
    make: "PATCH",
    read: "GET",
    change: "PATCH",
    remove: "PATCH",
    on: (thing, at) => paths(at, `/restapis/${text(thing, "restApi")}/stages/${text(thing, "stageName")}`),
  },
  "aws:apigateway/restApi:RestApi": {
    service: "apigateway",
    make: "POST PUT",
    read: "GET",
    change: "PATCH PUT DELETE",
    remove: "DELETE",
    on: (thing, at) => paths(at, "/restapis", `/restapis/${thing.id}`, "/tags/any"),
  },
  "aws:apigateway/stage:Stage": {
    service: "apigateway",
    make: "POST PUT PATCH",
    read: "GET",
    change: "PATCH DELETE",
    remove: "DELETE",
    on: (thing, at) => {
      const all = `/restapis/${text(thing, "restApi")}/stages`;
      return paths(at, all, `${all}/${text(thing, "stageName")}`, "/tags/any");
    },
  },
  "aws:apigateway/vpcLink:VpcLink": {
    service: "apigateway",
    // It is a service endpoint in the network, in the name of whoever makes it [AWS: Grant permissions for API Gateway to create a VPC link].
    make: `POST PUT ec2:CreateVpcEndpointServiceConfiguration ec2:DescribeVpcEndpointServicePermissions
      ec2:ModifyVpcEndpointServicePermissions elasticloadbalancing:DescribeLoadBalancers`,
    read: "GET",
    change: "PATCH DELETE",
    remove: "DELETE ec2:DeleteVpcEndpointServiceConfigurations ec2:DescribeVpcEndpointServicePermissions",
    on: (thing, at) => [
      ...paths(at, "/vpclinks", `/vpclinks/${thing.id}`, "/tags/any"),
      arnIn("ec2", "vpc-endpoint-service/vpce-svc-1", at),
    ],
  },
};
