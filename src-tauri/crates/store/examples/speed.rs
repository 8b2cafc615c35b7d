//! tmp
use domain::{ids::*, ledger::*};
use std::time::*;
fn main() {
    let n = jiff::Timestamp::UNIX_EPOCH;
    let t = Instant::now();
    for _ in 0..100 {
        store::Store::in_memory().unwrap();
    }
    println!("in_memory {:?}", t.elapsed() / 100);
    let d = std::env::temp_dir().join(format!("sp{}", std::process::id()));
    let t = Instant::now();
    let s = store::Store::open(&d, "x", Duration::ZERO).unwrap();
    println!("open {:?}", t.elapsed());
    let v = |q: u32| Values {
        quantity: q.into(),
        price: Some(rust_decimal::Decimal::TEN),
        status: Some(Status::Active),
    };
    let rows: Vec<_> = (0..150_000u32)
        .map(|i| HistoryRow {
            customer: CustomerId::new(&format!("cust-{}", i % 5000)),
            customer_name: format!("Customer {}", i % 5000),
            tenant: None,
            tenant_name: Some("x.onmicrosoft.com".into()),
            subscription: Some(SubscriptionId::new(&format!(
                "8d9f2f9e-17a2-4f8b-9d51-{:012}",
                i % 50000
            ))),
            owner_kind: None,
            owner: Some("Main".into()),
            product: format!("Microsoft 365 {}", i % 50),
            changed_at: ChangedAt::parse(&format!(
                "2026-{:02}-{:02}T10:00:{:02}",
                1 + i % 12,
                1 + (i / 12) % 28,
                (i / 336) % 60
            ))
            .unwrap(),
            old: v(i % 7),
            new: v(i % 9),
            created_by: None,
        })
        .collect();
    let t = Instant::now();
    let mut h = 0;
    for r in &rows {
        h += r.identity().len() + r.idless_identity().len();
    }
    println!("identities {:?} {h}", t.elapsed());
    let t = Instant::now();
    for c in rows.chunks(2000) {
        s.write(|w| {
            for r in c {
                w.append(r, "c3", n)?;
            }
            Ok(())
        })
        .unwrap();
    }
    println!("append {:?}", t.elapsed());
    let t = Instant::now();
    for c in rows.chunks(2000) {
        s.write(|w| {
            for r in c {
                w.append(r, "c3", n)?;
            }
            Ok(())
        })
        .unwrap();
    }
    println!("again {:?}", t.elapsed());
    let f = store::EventFilter::default();
    let t = Instant::now();
    let p = s.read(|r| r.event_page(&f, None, 200)).unwrap();
    println!("page {:?}", t.elapsed());
    let t = Instant::now();
    let _ = s.read(|r| r.event_page(&f, p.next, 200)).unwrap();
    println!("page2 {:?}", t.elapsed());
    let g = store::EventFilter {
        text: "contoso zzz".into(),
        ..f.clone()
    };
    let t = Instant::now();
    println!("{}", s.read(|r| r.count_events(&g)).unwrap());
    println!("count search {:?}", t.elapsed());
    let g = store::EventFilter {
        uploaded: Some(false),
        customer: Some(CustomerId::new("cust-1")),
        ..f.clone()
    };
    let t = Instant::now();
    println!("{}", s.read(|r| r.count_events(&g)).unwrap());
    println!("count customer {:?}", t.elapsed());
    let t = Instant::now();
    println!(
        "{}",
        s.read(|r| r.events_of_customer(&CustomerId::new("cust-1")))
            .unwrap()
            .len()
    );
    println!("of customer {:?}", t.elapsed());
    let t = Instant::now();
    println!("{}", s.read(|r| r.last_events()).unwrap().len());
    println!("last_events {:?}", t.elapsed());
    drop(s);
    let t = Instant::now();
    let s = store::Store::open(&d, "x", Duration::ZERO).unwrap();
    println!("reopen {:?}", t.elapsed());
    let t = Instant::now();
    s.keep_backup().unwrap();
    println!("backup {:?}", t.elapsed());
    let t = Instant::now();
    for i in 0..100 {
        s.write(|w| w.set_setting("a", Some(&i.to_string())))
            .unwrap();
    }
    println!("commit {:?}", t.elapsed() / 100);
    println!(
        "{}",
        std::fs::metadata(d.join("accord.sqlite")).unwrap().len()
    );
    std::fs::remove_dir_all(d).unwrap();
}
