import { rehearsesWhole } from "./whole-stage";

rehearsesWhole("pro");
