import type { Making } from "../catalogue";
import { uuid } from "./arn";

/** CloudFront's ids: `E` and thirteen capital letters and digits. */
export const cloudFrontId = ({ digits }: Making): string => `E${digits(13, "cloudfront").toUpperCase()}`;

/** The ids of its policies. */
export const policyId = ({ digits }: Making): string => uuid(digits(32));

/** The policies that every account has [docs.aws.amazon.com: Use managed cache policies, … origin request policies]. */
export const MANAGED_CACHING =
  /^(4135ea2d-6df8-44a3-9df3-4b5a84be39ad|658327ea-f89d-4fab-a63d-7e88639e58f6|b2884449-e4de-46a7-ac36-70bc7f1ddd6d)$/;
export const MANAGED_REQUESTS =
  /^(216adef6-5c7f-47e4-b989-5492eafa07d3|b689b0a8-53d0-40ab-baf2-68738e2966ac|88a5eaf4-2fd4-4709-b370-b4c650ea3fcf)$/;
export const MANAGED_HEADERS = /^67f7725c-6f97-4210-82d7-5512b31e9d03$/;
