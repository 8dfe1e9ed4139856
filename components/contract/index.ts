export { contract, secret, type Contract, type Promises, type Published, type Received } from "./contract";
