// What a compiler doesn't see: promises that nobody waits for, what is wrong in any JavaScript, and a text's name that stands twice.
// To be run from the project's folder, with each file in one of its tsconfig.json.

import { fileURLToPath } from "node:url";
import eslint from "@eslint/js";
import json from "@eslint/json";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["**/node_modules/**", "target/**", "dist/**", "**/test-results/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["locales/*.json"], language: "json/json", ...json.configs.recommended },
  {
    files: ["**/*.{js,jsx,mjs,ts}"],
    extends: [eslint.configs.recommended, tseslint.configs.base],
    languageOptions: {
      parserOptions: {
        tsconfigRootDir: fileURLToPath(new URL("../..", import.meta.url)),
        project: ["tests/e2e/tsconfig.json", "tests/browsers/tsconfig.json", "bench/tsconfig.json", "tsconfig.json"],
      },
    },
    rules: {
      // The compiler does both, with types.
      "no-undef": "off",
      "no-unused-vars": "off",
      // Playwright wants `{}` of a fixture that needs none.
      "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
);
