//! What is counted, for Prometheus and for the panel.

use crate::event::{Refusal, Vendor};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Duration;

type ByVendor = [(&'static str, &'static str); 1];
type ByReason = [(&'static str, &'static str); 2];

/// Upper ends of the histogram's buckets, in seconds.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.0];

/// All counters. A clone counts into the same.
#[derive(Clone)]
pub struct Metrics {
    stored: Family<ByVendor, Counter>,
    duplicates: Family<ByVendor, Counter>,
    refused: Family<ByReason, Counter>,
    late: Family<ByVendor, Counter>,
    shed: Family<ByVendor, Counter>,
    published: Family<ByVendor, Counter>,
    answers: Family<ByVendor, Histogram, fn() -> Histogram>,
    /// Panels that follow the events.
    pub followers: Gauge,
    /// Open rooms.
    pub rooms: Gauge,
    newest_ms: Family<ByVendor, Gauge>,
    /// Times that the 叁体 server couldn't be asked or understood.
    pub poll_failures: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            stored: Family::default(),
            duplicates: Family::default(),
            refused: Family::default(),
            late: Family::default(),
            shed: Family::default(),
            published: Family::default(),
            answers: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            followers: Gauge::default(),
            rooms: Gauge::default(),
            newest_ms: Family::default(),
            poll_failures: Counter::default(),
        }
    }
}

fn label(vendor: Vendor) -> ByVendor {
    [("vendor", vendor.word())]
}

impl Metrics {
    /// An event is on the disk.
    pub fn count_stored(&self, vendor: Vendor) {
        self.stored.get_or_create(&label(vendor)).inc();
    }

    /// An event was there already.
    pub fn count_duplicate(&self, vendor: Vendor) {
        self.duplicates.get_or_create(&label(vendor)).inc();
    }

    /// A genuine event wasn't on the disk when it had to be answered. It may still come to be.
    pub fn count_late(&self, vendor: Vendor) {
        self.late.get_or_create(&label(vendor)).inc();
    }

    /// A genuine event isn't stored, and won't be.
    pub fn count_shed(&self, vendor: Vendor) {
        self.shed.get_or_create(&label(vendor)).inc();
    }

    /// JetStream has an event.
    #[cfg(feature = "nats")]
    pub fn count_published(&self, vendor: Vendor) {
        self.published.get_or_create(&label(vendor)).inc();
    }

    /// An event came at this Unix time in milliseconds. What polling finds is none.
    pub fn set_newest(&self, vendor: Vendor, at_ms: i64) {
        self.newest_ms.get_or_create(&label(vendor)).set(at_ms);
    }

    /// A request was refused.
    pub fn count_refused(&self, vendor: Vendor, reason: Refusal) {
        let labels = [("vendor", vendor.word()), ("reason", reason.word())];
        self.refused.get_or_create(&labels).inc();
    }

    /// A callback was answered after so long.
    pub fn observe_answer(&self, vendor: Vendor, after: Duration) {
        let histogram = self.answers.get_or_create(&label(vendor));
        histogram.observe(after.as_secs_f64());
    }

    /// Returns the counts of a vendor's as JSON.
    pub fn to_json(&self, vendor: Vendor) -> serde_json::Value {
        let count = |family: &Family<ByVendor, Counter>| family.get_or_create(&label(vendor)).get();
        let refused = Refusal::ALL.into_iter().map(|reason| {
            let labels = [("vendor", vendor.word()), ("reason", reason.word())];
            let count = self.refused.get_or_create(&labels).get();
            (reason.word().to_owned(), count.into())
        });
        let newest_ms = self.newest_ms.get_or_create(&label(vendor)).get();
        serde_json::json!({
            "newest_ms": (newest_ms > 0).then_some(newest_ms),
            "stored": count(&self.stored),
            "duplicates": count(&self.duplicates),
            "late": count(&self.late),
            "shed": count(&self.shed),
            "published": count(&self.published),
            "refused": refused.collect::<serde_json::Map<_, _>>(),
        })
    }

    /// Returns all of them in Prometheus's text form.
    pub fn to_text(&self) -> Result<String, std::fmt::Error> {
        let mut registry = Registry::with_prefix("gateway");
        let all = &mut registry;
        all.register("events", "Events stored", self.stored.clone());
        all.register(
            "duplicates",
            "Events that were there already",
            self.duplicates.clone(),
        );
        all.register("refused", "Callbacks refused", self.refused.clone());
        all.register(
            "late",
            "Genuine events that were not on the disk when they had to be answered",
            self.late.clone(),
        );
        all.register(
            "shed",
            "Genuine events that are not stored and will not be",
            self.shed.clone(),
        );
        all.register(
            "published",
            "Events that JetStream has acknowledged",
            self.published.clone(),
        );
        all.register(
            "answer_seconds",
            "Time until the answer",
            self.answers.clone(),
        );
        all.register("followers", "Panels that follow", self.followers.clone());
        all.register("rooms", "Open rooms", self.rooms.clone());
        all.register(
            "newest_event_milliseconds",
            "When the newest event came, Unix time",
            self.newest_ms.clone(),
        );
        all.register(
            "poll_failures",
            "Times that the 3tee server could not be asked or understood",
            self.poll_failures.clone(),
        );
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}
