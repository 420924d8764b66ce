import { accessible, expect, mailsFor, newEmail, test, typeSignIn } from "./shop";

test("a forgotten password is changed with the link of a mail, once, and the old one is dead", async ({
  page,
  request,
}) => {
  const email = newEmail();
  const username = email.split("@")[0] ?? "";
  const registered = await request.post("/api/v1/users/register/", {
    data: { username, email, password: "the old loom of robin" },
  });
  const { token } = (await registered.json()) as { token: string };
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If there is an account with this e-mail")).toBeVisible();
  const [mail] = await mailsFor(request, email);
  const link = /\/reset-password\?token=[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
  await page.goto(link);
  await accessible(page);
  await page.getByLabel("New password").fill("12345678");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("This password is too common.")).toBeVisible();
  await page.getByLabel("New password").fill("the new loom of robin");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed. Sign in with it.")).toBeVisible();
  const headers = { Authorization: `Token ${token}` };
  expect((await request.get("/api/v1/users/me/", { headers })).status()).toBe(401);
  await typeSignIn(page, email, "the new loom of robin");
  await expect(page.getByRole("heading", { name: `Hello, ${username}` })).toBeVisible();
  await page.goto(link);
  await page.getByLabel("New password").fill("a third loom of robin");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("This link was used, is too old, or is not the newest.")).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an address that nobody has is answered like any other", async ({ page }) => {
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill(newEmail());
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText("If there is an account with this e-mail")).toBeVisible();
  });
});
