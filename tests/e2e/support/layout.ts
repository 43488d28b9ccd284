// What a person with little room sees: whether anything lies over something else, is cut off, or can't be reached.

import { type Locator, type Page, expect } from "@playwright/test";

/** How much wider something is than the room it has, pixels. */
export const overhang = (part: Locator): Promise<number> => part.evaluate((element) => element.scrollWidth - element.clientWidth);

/** How much wider the page is than the window, pixels. */
export const pageOverhang = (page: Page): Promise<number> => overhang(page.locator("html"));

/** Nothing is cut off or lies over anything else, and the page isn't wider than the window. `where`: what is shown. */
export async function fits(page: Page, where: string): Promise<void> {
  await expect.poll(() => faults(page), { message: where }).toEqual([]);
  await expect.poll(() => pageOverhang(page), { message: where }).toBe(0);
}

/** Waits until everything that the page was told by now is laid out. */
export const isLaidOut = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
  });

/** How far the page can be scrolled to where nothing is, pixels. */
export const emptyBelow = (page: Page): Promise<number> =>
  page.getByRole("main").evaluate((main) => {
    const end = Math.max(innerHeight, main.getBoundingClientRect().bottom + scrollY);
    return Math.max(0, Math.round(document.documentElement.scrollHeight - end));
  });

/** Can be brought into the window, and nothing lies over its middle but its own label. */
export async function isWithinReach(control: Locator): Promise<void> {
  const reached = async () => {
    await control.scrollIntoViewIfNeeded();
    return control.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const top = document.elementFromPoint(x, y);
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      return [element, ...labels].some((one) => one.contains(top)) ? "" : `${element.outerHTML.slice(0, 80)} at ${x}, ${y} lies under ${top?.outerHTML.slice(0, 80)}`;
    });
  };
  await expect.poll(reached).toBe("");
}

/** How many square pixels of these are seen under a notice. */
export const underNotices = (parts: Locator): Promise<number> =>
  parts.evaluateAll((elements) => {
    const notices = [...document.querySelectorAll(".toast")].map((notice) => notice.getBoundingClientRect());
    const seen = (element: Element) => {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let one = element.parentElement; one; one = one.parentElement) {
        if (getComputedStyle(one).overflowY === "visible") continue;
        const edge = one.getBoundingClientRect();
        [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      return { left, top, right, bottom: Math.min(bottom, innerHeight) };
    };
    const under = (element: Element) => {
      const box = seen(element);
      const areas = notices.map((notice) => {
        const wide = Math.min(box.right, notice.right) - Math.max(box.left, notice.left);
        const high = Math.min(box.bottom, notice.bottom) - Math.max(box.top, notice.top);
        return Math.max(0, wide) * Math.max(0, high);
      });
      return Math.max(0, ...areas);
    };
    return Math.round(elements.map(under).reduce((sum, area) => sum + area, 0));
  });

/** All of them can be reached, and there are some. */
export async function areWithinReach(controls: Locator): Promise<void> {
  await expect(controls.first()).toBeVisible();
  for (const control of await controls.all()) await isWithinReach(control);
}

/** Texts that lose more than a quarter of a line's height, or an end without an ellipsis; controls and texts that lie over each other. */
export const faults = (page: Page): Promise<string[]> => page.evaluate(findFaults);

/** Runs in the page. */
function findFaults(): string[] {
  type Box = Pick<DOMRect, "left" | "top" | "right" | "bottom">;
  const found: string[] = [];
  const root = document.querySelector("dialog:modal") ?? document.body;
  const cut = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const isSomething = ({ left, top, right, bottom }: Box) => right - left > 1 && bottom - top > 1;
  const short = (element: Element) => `${element.className || element.tagName} "${(element.textContent || element.ariaLabel || "").trim().slice(0, 40)}"`;
  /** Only heard, or behind something that is closed. */
  const isShown = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let one: Element | null = element; one; one = one.parentElement) {
      if (getComputedStyle(one).clipPath.startsWith("inset(50%")) return false;
    }
    return true;
  };
  /** What is seen of a box now; what could be, for scrolling brings the rest; and what should be, for an ellipsis says that there is more. */
  const within = (box: Box, element: Element, self: boolean): { seen: Box; most: Box; due: Box } => {
    let [seen, most, due, mayScroll] = [box, box, box, false];
    for (let one: Element | null = self ? element : element.parentElement; one && one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY, textOverflow, position } = getComputedStyle(one);
      if (overflowX !== "visible" || overflowY !== "visible") {
        const edge = one.getBoundingClientRect();
        seen = cut(seen, edge);
        mayScroll ||= /auto|scroll/.test(overflowX + overflowY);
        if (!mayScroll) most = cut(most, edge);
        if (textOverflow === "ellipsis") due = { ...due, left: Math.max(due.left, edge.left), right: Math.min(due.right, edge.right) };
      }
      if (position === "fixed") break;
    }
    return { seen, most, due };
  };

  const texts: [Element, Box][] = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.nodeValue?.trim() || !parent || !isShown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const { seen, most, due } = within({ left, top, right, bottom }, parent, true);
      const [high, wide] = [most.bottom - most.top, most.right - most.left];
      if (high < 0.75 * (bottom - top)) found.push(`${short(parent)} keeps ${high.toFixed(1)} of ${(bottom - top).toFixed(1)} pixels of its height`);
      if (wide < due.right - due.left - 2) found.push(`${short(parent)} keeps ${wide.toFixed(1)} of ${(due.right - due.left).toFixed(1)} pixels of its width`);
      if (isSomething(seen)) texts.push([parent, seen]);
    }
  }
  const controls = [...root.querySelectorAll("button, a[href], input, select, textarea, summary, [role=tab]")].filter(isShown);
  const boxes = controls.map((element): [Element, Box] => [element, within(element.getBoundingClientRect(), element, false).seen]);
  const overlaps = (all: [Element, Box][]) => {
    for (const [at, [a, boxOfA]] of all.entries()) {
      for (const [b, boxOfB] of all.slice(at + 1)) {
        const over = cut(boxOfA, boxOfB);
        const isBoth = over.right - over.left > 2 && over.bottom - over.top > 2;
        if (isBoth && !a.contains(b) && !b.contains(a)) found.push(`${short(a)} and ${short(b)} lie over each other`);
      }
    }
  };
  overlaps(boxes.filter(([, box]) => isSomething(box)));
  // Lines of a text lie close together: only what is another's counts, and as much of it as could be read.
  const inner = texts.map(([element, { left, top, right, bottom }]): [Element, Box] => {
    const spare = (bottom - top) / 4;
    return [element, { left, right, top: top + spare, bottom: bottom - spare }];
  });
  overlaps(inner.filter(([, box]) => isSomething(box)));
  return [...new Set(found)];
}
