# Words of the desk, Thai: review. Origin: the project. Licence: MIT OR Apache-2.0.
accept = ยอมรับ
reject = ปฏิเสธ
amend = แก้ไข
skip-one = ข้าม
save = บันทึก
cancel = กลับ
reason = เหตุผล (จะถูกบันทึก)
undo = ยกเลิก
undo-last = ยกเลิกการตัดสินล่าสุด
taken-back = ถูกถอนแล้ว

review-title = ตรวจทาน
review-count = ตัดสินแล้ว { $n } จาก { $all } ข้อเสนอ
review-nothing = ยังไม่มีอะไรให้ตรวจทาน
review-all-done = ตัดสินข้อเสนอครบแล้ว
review-skipped = กลับไปยังข้อที่ข้ามไว้
review-context = ทั้งย่อหน้า
agree = ข้อเสนอเช่นนี้ถูกต้อง { $n } ใน 100
review-claimed = ข้าม { $n } ข้อเสนอ: มีผู้อื่นทำงานกับเอกสารนั้นอยู่
review-no-more-here = ตอนนี้ไม่มีอะไรเหลือในคิวนี้
