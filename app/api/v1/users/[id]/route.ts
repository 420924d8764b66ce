import { endpoint, resource } from "@/adapters/endpoint";
import { changeUser, closeAccount, getUser, replaceUser } from "@/domain/users/accounts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getUser),
  PUT: endpoint(replaceUser),
  PATCH: endpoint(changeUser),
  DELETE: endpoint(closeAccount, { status: 204 }),
});
