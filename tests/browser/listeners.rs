//! Counts what stands in the page: nodes, and the listeners on them.

use js_sys::Function;
use wasm_bindgen::JsValue;

/// Counts by target from when it is made to when it is dropped. A target that is gone isn't counted any more.
const WATCH: &str = "
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const listeners = new WeakMap();
    const key = (type, options) => type + Boolean(options?.capture ?? options);
    EventTarget.prototype.addEventListener = function (type, listener, options) {
        const target = this ?? globalThis;
        const known = listeners.get(target) ?? new Map();
        const id = key(type, options);
        listeners.set(target, known.set(id, (known.get(id) ?? new Set()).add(listener)));
        addEventListener.call(target, type, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
        const target = this ?? globalThis;
        listeners.get(target)?.get(key(type, options))?.delete(listener);
        removeEventListener.call(target, type, listener, options);
    };
    const count = (target) => [...(listeners.get(target)?.values() ?? [])].reduce((sum, set) => sum + set.size, 0);
    return (root) => {
        if (!root) {
            Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
            return [];
        }
        let [nodes, heard] = [1, count(root)];
        for (const walk = document.createTreeWalker(root); walk.nextNode(); nodes++) heard += count(walk.currentNode);
        return [nodes, heard, count(window) + count(document)];
    };
";

/// How much there is of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Elements, texts and comments.
    pub nodes: u32,
    /// Listeners on them.
    pub listeners: u32,
    /// Listeners on the window and the document.
    pub global_listeners: u32,
}

/// Knows the listeners that are added from now on.
pub struct ListenerWatch(Function);

impl ListenerWatch {
    pub fn start() -> Self {
        let count = Function::new_no_args(WATCH).call0(&JsValue::NULL).unwrap();
        Self(count.into())
    }

    /// Counts what stands under `root`.
    pub fn count(&self, root: &JsValue) -> Counts {
        let counts: js_sys::Array = self.0.call1(&JsValue::NULL, root).unwrap().into();
        let count = |index| counts.get(index).as_f64().unwrap() as u32;
        Counts {
            nodes: count(0),
            listeners: count(1),
            global_listeners: count(2),
        }
    }
}

impl Drop for ListenerWatch {
    fn drop(&mut self) {
        self.0.call1(&JsValue::NULL, &JsValue::NULL).unwrap();
    }
}
