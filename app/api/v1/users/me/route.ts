import { endpoint, resource } from "@/adapters/endpoint";
import { changeUser, closeAccount, getUser, replaceUser } from "@/domain/users/accounts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getUser, { ofCaller: true, operationId: "get_me" }),
  PUT: endpoint(replaceUser, { ofCaller: true, operationId: "replace_me" }),
  PATCH: endpoint(changeUser, { ofCaller: true, operationId: "change_me" }),
  DELETE: endpoint(closeAccount, { ofCaller: true, status: 204, operationId: "close_me" }),
});
