// Takes the lock of each folder that it is told, at the moment that it is told, and says whether it was given it.
import { lockFolder } from "../../scripts/lock.mjs";

const isFree = (folder) => {
  try {
    lockFolder(folder);
    return true;
  } catch {
    return false;
  }
};

process.on("message", ({ folder, at }) => {
  // Without a pause, so that all who are told the same moment go for it together.
  while (Date.now() < at);
  process.send(isFree(folder));
});
process.send("ready");
