# Words of the desk, Thai: frame. Origin: the project. Licence: MIT OR Apache-2.0.
direction = ltr
title = บันทึก
skip = ข้ามไปยังเนื้อหา
menu = เมนู
menu-inbox = กล่องเข้า
menu-review = ตรวจทาน
menu-people = บุคคล
menu-events = เหตุการณ์
menu-counts = จำนวน
menu-search = ค้นหา
menu-log = ประวัติ
lock = ล็อก
lock-why = ลืมกุญแจของคดีนี้ทันที
language = ภาษา
choose = เลือก
foot = ทุกอย่างในนี้คือสิ่งที่ข้อความกล่าวไว้ ไม่มีสิ่งใดยืนยันว่าเป็นความจริง
